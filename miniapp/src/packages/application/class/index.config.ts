export default definePageConfig({ navigationBarTitleText: '班次', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
