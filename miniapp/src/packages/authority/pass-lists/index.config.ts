export default definePageConfig({ navigationBarTitleText: '合格名单与签发' });
