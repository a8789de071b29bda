export default definePageConfig({ navigationBarTitleText: '组卷方案', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
