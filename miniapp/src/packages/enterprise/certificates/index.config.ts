export default definePageConfig({ navigationBarTitleText: '员工证书', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
