export default definePageConfig({ navigationBarTitleText: '报名资料', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
