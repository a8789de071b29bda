export default definePageConfig({ navigationBarTitleText: '题库和组卷', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
