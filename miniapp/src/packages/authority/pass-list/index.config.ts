export default definePageConfig({ navigationBarTitleText: '合格名单' });
