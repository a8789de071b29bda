export default definePageConfig({ navigationBarTitleText: '转岗人工核验', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
