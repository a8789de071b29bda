export default definePageConfig({ navigationBarTitleText: '聘用关系' });
