export default definePageConfig({ navigationBarTitleText: '清理批次', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
