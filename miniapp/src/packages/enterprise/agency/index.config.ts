export default definePageConfig({ navigationBarTitleText: '代办证书', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
