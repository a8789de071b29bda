export default definePageConfig({ navigationBarTitleText: '考题', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
