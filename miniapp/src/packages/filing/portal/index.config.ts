export default definePageConfig({ navigationBarTitleText: '企业换证平台' });
