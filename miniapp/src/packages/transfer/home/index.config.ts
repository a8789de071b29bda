export default definePageConfig({ navigationBarTitleText: '安全员转岗' });
