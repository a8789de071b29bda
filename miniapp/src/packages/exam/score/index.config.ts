export default definePageConfig({ navigationBarTitleText: '考试成绩', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
