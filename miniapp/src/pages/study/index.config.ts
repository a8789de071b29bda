export default definePageConfig({ navigationBarTitleText: '学习', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
