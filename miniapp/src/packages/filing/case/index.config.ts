export default definePageConfig({ navigationBarTitleText: '换证申请', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
