export default definePageConfig({ navigationBarTitleText: '证书管理', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
