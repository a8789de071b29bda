export default definePageConfig({ navigationBarTitleText: '发放证书' });
