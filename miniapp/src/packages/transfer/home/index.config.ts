export default definePageConfig({ navigationBarTitleText: '安全员转岗', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
