export default definePageConfig({ navigationBarTitleText: '安全员换证', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
