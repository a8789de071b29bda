export default definePageConfig({ navigationBarTitleText: '报名继续教育', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
