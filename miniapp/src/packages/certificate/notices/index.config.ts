export default definePageConfig({ navigationBarTitleText: '重复持证公示', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
