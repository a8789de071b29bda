export default definePageConfig({ navigationBarTitleText: '导入重复持证名单' });
