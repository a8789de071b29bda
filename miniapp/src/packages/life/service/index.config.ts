export default definePageConfig({ navigationBarTitleText: '业务进度', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
