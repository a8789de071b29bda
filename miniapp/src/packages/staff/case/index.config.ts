export default definePageConfig({ navigationBarTitleText: '审核报名', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
