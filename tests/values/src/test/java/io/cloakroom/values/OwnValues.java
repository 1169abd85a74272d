package io.cloakroom.values;

import static io.cloakroom.values.Sample.of;

import acme.shop.Shop;
import acme.shop.Shop.Account;
import acme.shop.Shop.Address;
import acme.shop.Shop.Bean;
import acme.shop.Shop.Both;
import acme.shop.Shop.Built;
import acme.shop.Shop.ByClass;
import acme.shop.Shop.Circle;
import acme.shop.Shop.Crossed;
import acme.shop.Shop.Custom;
import acme.shop.Shop.Empty;
import acme.shop.Shop.External;
import acme.shop.Shop.Heir;
import acme.shop.Shop.Impl;
import acme.shop.Shop.Inner;
import acme.shop.Shop.Item;
import acme.shop.Shop.Marker;
import acme.shop.Shop.OwnException;
import acme.shop.Shop.OwnList;
import acme.shop.Shop.OwnThread;
import acme.shop.Shop.Page;
import acme.shop.Shop.Part;
import acme.shop.Shop.Positive;
import acme.shop.Shop.Prefixed;
import acme.shop.Shop.Replaced;
import acme.shop.Shop.Resolved;
import acme.shop.Shop.Secret;
import acme.shop.Shop.Shape;
import acme.shop.Shop.Size;
import acme.shop.Shop.Square;
import acme.shop.Shop.WriteOnly;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Objects of an application's own classes. */
final class OwnValues {

  private OwnValues() {}

  static List<Sample> allowed() {
    Bean bean = new Bean();
    bean.setName("a");
    bean.getItems().add(new Item("apple", 1));
    Heir heir = new Heir();
    heir.setExtra(5);
    List<Object> shapes = new ArrayList<>(List.of(new Circle(1), new Square(2)));
    return List.of(
        of("enum: Size.SMALL", Size.SMALL, Size.class),
        of("enum constant with a body: Size.LARGE", Size.LARGE, Size.class),
        of("EnumSet.of(Size.LARGE)", EnumSet.of(Size.LARGE), Size.class),
        of(
            "new EnumMap<>(Map.of(Size.SMALL, …))",
            new EnumMap<>(Map.of(Size.SMALL, List.of(1))),
            Size.class),
        of("record: new Item(\"apple\", 2)", new Item("apple", 2), Item.class),
        of(
            "new ArrayList<>(List.of(new Item(…)))",
            new ArrayList<>(List.of(new Item("a", 1), new Item("b", 2))),
            Item.class),
        of(
            "new HashSet<>(Set.of(new Item(…)))",
            new HashSet<>(Set.of(new Item("a", 1), new Item("b", 2))),
            Item.class),
        of("Map.of(new Item(…), 1)", Map.of(new Item("a", 1), 1), Item.class),
        of("new Item[] {…}", new Item[] {new Item("a", 1), null}, Item.class),
        of("new Item[1][1]", new Item[][] {{new Item("a", 1)}}, Item.class),
        of("generic record: new Page<>(…)", new Page<>(List.of(1L), 2L), Page.class),
        of("record whose constructor checks", new Positive(1), Positive.class),
        of("record whose constructor changes the value", new Prefixed("a"), Prefixed.class),
        of("sealed interface allowed: Circle, Square", shapes, Shape.class),
        of("Lombok @Data", bean, Bean.class, Item.class),
        of("Lombok @Data, heir of another", heir, Heir.class),
        of("Lombok @Value", new Address("Main St", "Springfield", 5), Address.class),
        of(
            "Lombok @Value @Builder",
            Built.builder().first("a").last("b").tags(List.of("c")).build(),
            Built.class),
        of("Lombok @NoArgsConstructor @AllArgsConstructor", new Both("a", "b"), Both.class),
        of(
            "constructor without parameter names, in another order",
            new Crossed("a", "b"),
            Crossed.class),
        of(
            "constructor that takes a part of the fields, without parameter names",
            new Part("a"),
            Part.class),
        of("class without fields", new Marker(), Marker.class),
        of("class below an abstract one", new Impl(), Impl.class),
        of("bean with a @JsonIgnore field that is null", new Account().name("a"), Account.class),
        of("record with a @JsonIgnore component", new Secret("a", "b"), Secret.class),
        of("record with @JsonIgnoreProperties", new ByClass("a", "b"), ByClass.class),
        of("record with a write-only @JsonProperty", new WriteOnly("a", "b"), WriteOnly.class),
        of("Externalizable", new External(), External.class),
        of("writeReplace", new Replaced(), Replaced.class),
        of("readResolve", Resolved.ONE, Resolved.class),
        of("writeObject with a transient field", new Custom(), Custom.class),
        of("only transient fields", new Empty(), Empty.class),
        of("extends ArrayList", new OwnList(), OwnList.class),
        of("extends RuntimeException", new OwnException(), OwnException.class),
        of("extends Thread", new OwnThread(), OwnThread.class),
        of("inner class", Shop.shop().inner(), Inner.class));
  }

  static List<Sample> notAllowed() {
    Runnable anonymous =
        new Runnable() {
          @Override
          public void run() {}
        };
    record Local(int x) {}
    return List.of(
        of("new Item(\"apple\", 2)", new Item("apple", 2)),
        of("List.of(new Item(\"apple\", 2))", List.of(new Item("apple", 2))),
        of("Map.of(\"a\", List.of(Size.SMALL))", Map.of("a", List.of(Size.SMALL))),
        of("Size.LARGE", Size.LARGE),
        of("new Item[0]", new Item[0]),
        of("EnumSet.of(Size.SMALL)", EnumSet.of(Size.SMALL)),
        of("a bean with an item that isn't allowed", beanWithItem(), Bean.class),
        of("new Runnable() {…}", anonymous),
        of("local record", new Local(1)),
        of("new OwnList()", new OwnList()),
        of("new Part(\"a\")", new Part("a")),
        of("new TreeSet<>(Set.of(Size.SMALL))", new TreeSet<>(Set.of(Size.SMALL))));
  }

  private static Bean beanWithItem() {
    Bean bean = new Bean();
    bean.setVisits(null);
    bean.getItems().add(new Item("a", 1));
    return bean;
  }
}
