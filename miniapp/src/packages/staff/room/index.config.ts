export default definePageConfig({ navigationBarTitleText: '监考', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
