export default definePageConfig({ navigationBarTitleText: '人工核验', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
