export default definePageConfig({ navigationBarTitleText: '课程大纲', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
