export default definePageConfig({ navigationBarTitleText: '考试计划', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
