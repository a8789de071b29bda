import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import type { Compiler } from 'webpack';

/** WeChat forbids making code from text, and webpack looks for the global object with `new Function`; the engines we run on all have `globalThis`. */
class GlobalThisPlugin {
  apply(compiler: Compiler) {
    compiler.hooks.compilation.tap('GlobalThisPlugin', (compilation) => {
      compilation.hooks.runtimeModule.tap('GlobalThisPlugin', (module) => {
        if (module.name === 'global') module.generate = () => `${compiler.webpack.RuntimeGlobals.global} = globalThis;`;
      });
    });
  }
}

const root = path.resolve(__dirname, '..');
const shared = path.resolve(root, '../shared');
const target = process.env.TARO_ENV ?? 'weapp';

/**
 * One source, two targets. Sizes are real px on both (no rpx): the type scale alone makes text grow, so 320 px screens keep readable letters.
 * JZT_API_BASE: where the weapp finds the API (its domain must be on the mini-program's list of request domains).
 */
export default defineConfig<'webpack5'>({
  projectName: 'jianzhengtong',
  date: '2026-11-21',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  // MINIAPP_DIST: builds elsewhere, so that two builds at the same time do not meet.
  outputRoot: path.relative(root, path.resolve(process.env.MINIAPP_DIST ?? path.join(root, 'dist'), target)),
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  plugins: [
    '@tarojs/plugin-framework-react',
    // NutUI draws its own icons (close, loading) as `<i>`, which no template of Taro knows; of HTML, nothing else is used.
    [
      '@tarojs/plugin-html',
      {
        modifyElements(inline: string[], block: string[]) {
          inline.splice(0, inline.length, 'i');
          block.length = 0;
        },
      },
    ],
    // Taro emits no aria attribute by itself.
    [
      '@tarojs/plugin-inject',
      {
        components: Object.fromEntries(
          ['View', 'Button', 'Image', 'Input', 'Textarea', 'Text', 'Video'].map((name) => [
            name,
            { 'aria-label': '', 'aria-role': '', 'aria-hidden': '' },
          ]),
        ),
      },
    ],
  ],
  alias: { '@': path.resolve(root, 'src'), '@jzt/shared': shared, 'lodash.kebabcase': path.resolve(__dirname, 'kebab-case.js') },
  defineConstants: { API_BASE: JSON.stringify(target === 'h5' ? '' : (process.env.JZT_API_BASE ?? 'http://127.0.0.1:7001')) },
  // What WeChat's search may index (weapp only).
  copy: { patterns: target === 'weapp' ? [{ from: 'src/sitemap.json', to: 'sitemap.json' }] : [], options: {} },
  terser: { enable: true, config: { compress: { passes: 2 } } },
  mini: {
    compile: { include: [shared] },
    // Sizes stay px; only the `#ifdef h5` parts are taken out.
    postcss: { pxtransform: { enable: true, config: { methods: ['platform'] } } },
    optimizeMainPackage: { enable: true },
    miniCssExtractPluginOption: { ignoreOrder: true },
    webpackChain: (chain) => {
      chain.plugin('globalThis').use(GlobalThisPlugin);
      chain.performance.hints(false);
    },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    router: { mode: 'browser' },
    compile: { include: [shared] },
    esnextModules: ['@nutui/nutui-react-taro', '@nutui/icons-react-taro'],
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true } },
    webpackChain: (chain) => {
      // What two pages use is fetched once.
      chain.optimization.splitChunks({
        chunks: 'all',
        minSize: 0,
        cacheGroups: { default: false, defaultVendors: false, shared: { name: 'shared', chunks: 'async', minChunks: 2, enforce: true } },
      });
      chain.performance.hints(false);
    },
  },
});
