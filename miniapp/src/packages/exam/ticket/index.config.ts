export default definePageConfig({ navigationBarTitleText: '准考信息', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
