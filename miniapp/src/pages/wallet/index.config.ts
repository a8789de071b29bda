export default definePageConfig({ navigationBarTitleText: '我的证书', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
