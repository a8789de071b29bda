export default definePageConfig({ navigationBarTitleText: '我的证书没有显示' });
