export default definePageConfig({ navigationBarTitleText: '聘用人员', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
