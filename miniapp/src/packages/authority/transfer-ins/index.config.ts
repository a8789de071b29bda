export default definePageConfig({ navigationBarTitleText: '证书调入' });
