export default definePageConfig({ navigationBarTitleText: '课程编写', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
