// The documentation as a site: `.ci/site` builds it, and fails on a link that leads nowhere.

const repository = process.env.REPOSITORY_URL

// Pages link to files beside docs/; ReadmeTest checks that these are there.
const outside = /^(\.\/)?\.\.\//

// No page is a Vue template: two braces are text.
const plain = (html) => html.replaceAll('{{', '&#123;&#123;')

const rules = (md) => {
  for (const name of ['text', 'code_inline', 'html_inline']) {
    const rule = md.renderer.rules[name]
    md.renderer.rules[name] = (...args) => plain(rule(...args))
  }
  const open = md.renderer.rules.link_open ?? ((tokens, i, options, env, self) => self.renderToken(tokens, i, options))
  md.renderer.rules.link_open = (tokens, i, options, env, self) => {
    const href = tokens[i].attrGet('href')
    if (repository && outside.test(href)) tokens[i].attrSet('href', `${repository}/blob/main/${href.replace(outside, '')}`)
    return open(tokens, i, options, env, self)
  }
}

export default {
  title: 'Cloakroom',
  description: 'Web sessions in Redis for the JVM, through the Redis client you already have',
  lang: 'en',
  outDir: '../site',
  cacheDir: '../site-cache',
  srcExclude: ['public/**'], // Javadoc, which brings texts of its own
  cleanUrls: true,
  rewrites: { 'README.md': 'index.md', 'internals/README.md': 'internals/index.md' },
  ignoreDeadLinks: [outside],
  markdown: { config: rules, attrs: { disable: true } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    ...(repository && { socialLinks: [{ icon: 'github', link: repository }] }),
    sidebar: [
      {
        text: 'Guides',
        items: [
          { text: 'Overview', link: '/' },
          { text: 'Javalin', link: '/javalin' },
          { text: 'Micronaut', link: '/micronaut' },
          { text: 'The store by itself', link: '/store' },
          { text: 'Testing', link: '/testing' },
          { text: 'Security', link: '/security' },
          { text: 'Operations', link: '/operations' },
          { text: 'The page of all sessions', link: '/sessions-page' },
          { text: 'Sessions that expire', link: '/expired-sessions' },
          { text: 'Performance', link: '/performance' },
          { text: 'Capacity', link: '/capacity' },
          { text: 'Native image', link: '/native-image' },
        ],
      },
      {
        text: 'Reference',
        items: [
          { text: 'Options', link: '/options' },
          { text: 'Metrics', link: '/metrics' },
          { text: 'What sessions can hold', link: '/serializers' },
          { text: 'The contract', link: '/contract' },
          { text: 'Your own client', link: '/custom-client' },
          { text: 'Compatibility', link: '/compatibility' },
          { text: 'Javadoc', link: '/javadoc/', target: '_blank' },
          { text: 'Licences', link: '/licences' },
        ],
      },
      {
        text: 'Moving',
        items: [
          { text: 'From other sessions', link: '/moving' },
          { text: 'From Express', link: '/moving-from-express' },
        ],
      },
      {
        text: 'Internals',
        items: [
          { text: 'Architecture', link: '/architecture' },
          { text: 'Releasing', link: '/releasing' },
          { text: 'Saboteurs', link: '/saboteurs' },
          { text: 'What records cost', link: '/internals/records' },
          { text: 'Mutation tests', link: '/internals/mutation' },
        ],
      },
    ],
  },
}
