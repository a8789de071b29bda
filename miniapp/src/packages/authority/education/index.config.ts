export default definePageConfig({ navigationBarTitleText: '继续教育记录', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
