export default definePageConfig({ navigationBarTitleText: '没有制成的证书', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
