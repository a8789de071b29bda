export default definePageConfig({ navigationBarTitleText: '现场报名', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
