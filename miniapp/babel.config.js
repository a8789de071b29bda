// Targets: what WeChat 8 and the browsers of an exam room run; native async and classes keep regenerator (and its Function call) out of the bundle.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', targets: { ios: '13', chrome: '79' } }]],
};
