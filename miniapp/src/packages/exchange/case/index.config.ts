export default definePageConfig({ navigationBarTitleText: '换证', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
