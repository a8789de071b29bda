export default definePageConfig({ navigationBarTitleText: '预览课程', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
