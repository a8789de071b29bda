export default definePageConfig({ navigationBarTitleText: '找我的企业' });
