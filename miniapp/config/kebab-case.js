// Stands in for lodash.kebabcase, the one module of NutUI that makes code from text. It only names CSS variables: `nutuiColorPrimary` → `nutui-color-primary`.
module.exports = (text) => text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
