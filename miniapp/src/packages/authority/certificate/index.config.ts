export default definePageConfig({ navigationBarTitleText: '证书处理', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
