export default definePageConfig({ navigationBarTitleText: '证书补登', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
