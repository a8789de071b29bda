export default definePageConfig({ navigationBarTitleText: '考试计划审批', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
