export default definePageConfig({ navigationBarTitleText: '我的期限', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
