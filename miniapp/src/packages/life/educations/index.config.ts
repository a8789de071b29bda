export default definePageConfig({ navigationBarTitleText: '继续教育', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
