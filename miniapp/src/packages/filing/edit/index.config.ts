export default definePageConfig({ navigationBarTitleText: '换证信息' });
