export default definePageConfig({ navigationBarTitleText: '聘用人员' });
