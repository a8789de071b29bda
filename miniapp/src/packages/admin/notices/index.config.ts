export default definePageConfig({ navigationBarTitleText: '城市通知', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
